using Actors.LoadTest.Commands;
using Actors.LoadTest.Output;
using Actors.LoadTest.Reconciling;

namespace Actors.LoadTest.Tests.Runs;

public sealed class LifeRunTests(LifeFixture life) : IClassFixture<LifeFixture>
{
    [Fact]
    public async Task People_live_on_a_server_that_misbehaves_with_nothing()
    {
        var (found, report) = await JudgeAsync(Sabotage.None);

        Assert.DoesNotContain(found.Findings, finding => finding.Kind != FindingKind.NotFound);
        Assert.True(found.IsClean);
        Assert.Equal(report.Prompts, report.Answered + report.Late + report.Missed + report.Excused + report.Open);
        Assert.InRange(report.Answered, 12, int.MaxValue);
        Assert.Equal(1, report.Kills);
    }

    [Fact]
    public async Task A_report_that_is_taken_out_is_lost()
    {
        var (found, report) = await JudgeAsync(Sabotage.Lose);

        Assert.False(found.IsClean);
        Assert.NotEqual(0, report.Lost);
    }

    [Fact]
    public async Task A_report_that_stands_twice_is_duplicated()
    {
        var (found, report) = await JudgeAsync(Sabotage.Repeat);

        Assert.False(found.IsClean);
        Assert.NotEqual(0, report.Duplicated);
    }

    [Fact]
    public async Task A_day_with_the_number_of_the_next_is_a_wrong_day()
    {
        var (found, report) = await JudgeAsync(Sabotage.ShiftDay);

        Assert.False(found.IsClean);
        Assert.NotEqual(0, report.WrongDays);
    }

    [Fact]
    public async Task A_prompt_that_was_answered_and_counts_as_missed_is_blamed_wrongly()
    {
        var (found, report) = await JudgeAsync(Sabotage.Blame);

        Assert.False(found.IsClean);
        Assert.NotEqual(0, report.WronglyBlamed);
    }

    private Task<(Reconciliation Found, LifeReport Report)> JudgeAsync(Sabotage sabotage) => LifeProgram.JudgeAsync(
        life.Options with { Sabotage = sabotage }, life.Ledger, life.Record, TestContext.Current.CancellationToken);
}

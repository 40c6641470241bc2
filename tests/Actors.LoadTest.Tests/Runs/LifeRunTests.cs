using Actors.LoadTest.Commands;
using Actors.LoadTest.Output;
using Actors.LoadTest.Reconciling;

namespace Actors.LoadTest.Tests.Runs;

public sealed class LifeRunTests(LifeFixture life) : IClassFixture<LifeFixture>
{
    [Fact]
    public async Task A_correct_server_has_a_clean_run()
    {
        var (found, report) = await CompareAsync(Sabotage.None);

        Assert.DoesNotContain(found.Findings, finding => finding.Kind != FindingKind.NotFound);
        Assert.True(found.IsClean);
        Assert.Equal(report.Prompts, report.Answered + report.Late + report.Missed + report.Excused + report.Open);
        Assert.InRange(report.Answered, 12, int.MaxValue);
        Assert.Equal(1, report.Kills);
    }

    [Fact]
    public async Task Everyone_comes_in_by_roster_registration_and_officer()
    {
        var (_, report) = await CompareAsync(Sabotage.None);

        var people = life.Record.Entries.Sum(entry => entry.People.Count());
        Assert.Equal(12, life.Record.Entries.Count);
        Assert.Equal((people, people), (report.Registered, report.Confirmed));
    }

    [Fact]
    public async Task Phones_without_a_connection_prove_pushes_and_short_messages()
    {
        var (_, report) = await CompareAsync(Sabotage.None);

        Assert.InRange(report.ProvedByPush, 1, report.Prompts);
        Assert.InRange(report.ProvedBySms, 1, report.Prompts);
    }

    [Fact]
    public async Task A_removed_report_is_lost()
    {
        var (found, report) = await CompareAsync(Sabotage.Lose);

        Assert.False(found.IsClean);
        Assert.NotEqual(0, report.Lost);
    }

    [Fact]
    public async Task A_repeated_report_is_duplicated()
    {
        var (found, report) = await CompareAsync(Sabotage.Repeat);

        Assert.False(found.IsClean);
        Assert.NotEqual(0, report.Duplicated);
    }

    [Fact]
    public async Task A_day_with_the_number_of_the_next_is_a_wrong_day()
    {
        var (found, report) = await CompareAsync(Sabotage.ShiftDay);

        Assert.False(found.IsClean);
        Assert.NotEqual(0, report.WrongDays);
    }

    [Fact]
    public async Task An_answered_prompt_that_counts_as_missed_is_wrongly_blamed()
    {
        var (found, report) = await CompareAsync(Sabotage.Blame);

        Assert.False(found.IsClean);
        Assert.NotEqual(0, report.WronglyBlamed);
    }

    private Task<(Reconciliation Found, LifeReport Report)> CompareAsync(Sabotage sabotage) => LifeProgram.CompareAsync(
        life.Options with { Sabotage = sabotage }, life.Ledger, life.Record, TestContext.Current.CancellationToken);
}

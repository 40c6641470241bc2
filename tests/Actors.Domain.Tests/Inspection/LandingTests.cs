using Actors.Domain.Inspection;
using Actors.Domain.Tests.Programmes;

namespace Actors.Domain.Tests.Inspection;

/// <summary>E9: the date of entry is the date of landing, also when the inspection ends after midnight.</summary>
public sealed class LandingTests
{
    [Theory]
    [InlineData("2021-04-05T18:30", "23:40", null, "2021-04-04T23:40")] // Yesterday: 23:40 of today has not been yet.
    [InlineData("2021-04-05T18:30", "17:05", "2021-04-04", "2021-04-05T17:05")] // What the officer types counts.
    [InlineData("2021-04-06T00:30", "23:40", null, "2021-04-05T23:40")]
    [InlineData("2021-04-06T00:30", null, "2021-04-05", "2021-04-05T23:59")]
    [InlineData("2021-04-05T18:30", null, "2021-04-05", "2021-04-05T18:30")]
    [InlineData("2021-04-05T18:30", null, "2021-04-03", null)]
    [InlineData("2021-04-05T18:30", null, "2021-04-06", null)]
    [InlineData("2021-04-05T18:30", null, null, null)]
    public void The_moment_is_found(string now, string? typed, string? flight, string? expected)
    {
        var found = Landing.Find(
            typed is null ? null : TimeOnly.ParseExact(typed, "HH:mm"),
            flight is null ? null : DateOnly.ParseExact(flight, "yyyy-MM-dd"),
            ProgrammeFiles.Japan, At(now)!.Value);
        Assert.Equal(At(expected), found);
    }

    private static DateTimeOffset? At(string? local) => local is null ? null
        : new DateTimeOffset(DateTime.ParseExact(local, "yyyy-MM-ddTHH:mm", null), TimeSpan.FromHours(9));
}

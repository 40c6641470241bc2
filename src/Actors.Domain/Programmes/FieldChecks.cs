using System.Collections.Immutable;
using System.Globalization;

namespace Actors.Domain.Programmes;

/// <summary>
/// Reads the fields of a file and collects the problems. A wrong field gives a default value, and its relations to
/// other fields are not checked, so that each problem is reported once.
/// </summary>
internal sealed class FieldChecks
{
    private readonly List<ProgrammeProblem> _problems = [];

    public ImmutableArray<ProgrammeProblem> Problems => [.. _problems];

    public int Whole(string path, int? value, int min, int max) =>
        value is { } whole && whole >= min && whole <= max
            ? whole
            : Fail<int>(path, string.Create(CultureInfo.InvariantCulture, $"Give a whole number from {min} to {max}."));

    public int? WholeOrNothing(string path, int? value, int min, int max) =>
        value is null ? null : Whole(path, value, min, max);

    public decimal Number(string path, decimal? value, decimal min, decimal max) =>
        value is { } number && number >= min && number <= max
            ? number
            : Fail<decimal>(path, string.Create(CultureInfo.InvariantCulture, $"Give a number from {min} to {max}."));

    public TimeSpan Seconds(string path, int? value, int min, int max) =>
        TimeSpan.FromSeconds(Whole(path, value, min, max));

    public TimeSpan Minutes(string path, int? value, int min, int max) =>
        TimeSpan.FromMinutes(Whole(path, value, min, max));

    public TimeSpan Hours(string path, int? value, int min, int max) =>
        TimeSpan.FromHours(Whole(path, value, min, max));

    public TimeOnly Time(string path, string? value) =>
        TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : Fail<TimeOnly>(path, "Give a local time such as 08:00.");

    public string Text(string path, string? value) =>
        string.IsNullOrWhiteSpace(value) ? Fail<string>(path, "Give a text.") ?? "" : value;

    /// <summary>Adds a problem and returns a default value.</summary>
    public T? Fail<T>(string path, string fix)
    {
        _problems.Add(new ProgrammeProblem(path, fix));
        return default;
    }

    /// <summary>
    /// Checks a relation between fields, unless one of them is wrong already. A problem is reported at the first path.
    /// </summary>
    public void Relate(bool holds, string fix, params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (_problems.Exists(problem => problem.Path == path))
            {
                return;
            }
        }

        if (!holds)
        {
            _problems.Add(new ProgrammeProblem(paths[0], fix));
        }
    }
}

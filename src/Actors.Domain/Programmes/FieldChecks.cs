using System.Collections.Immutable;
using System.Globalization;

namespace Actors.Domain.Programmes;

/// <summary>
/// Takes the fields of a file and gathers what is wrong with them. A field that is wrong gives a default, and relations of
/// such a field are not looked at, so that every problem is told once.
/// </summary>
internal sealed class FieldChecks
{
    private readonly List<ProgrammeProblem> _problems = [];

    public ImmutableArray<ProgrammeProblem> Problems => [.. _problems];

    public int Whole(string path, int? value, int least, int most) =>
        value is { } whole && whole >= least && whole <= most
            ? whole
            : Fail<int>(path, string.Create(CultureInfo.InvariantCulture, $"Give a whole number from {least} to {most}."));

    public int? WholeOrNothing(string path, int? value, int least, int most) =>
        value is null ? null : Whole(path, value, least, most);

    public decimal Number(string path, decimal? value, decimal least, decimal most) =>
        value is { } number && number >= least && number <= most
            ? number
            : Fail<decimal>(path, string.Create(CultureInfo.InvariantCulture, $"Give a number from {least} to {most}."));

    public TimeSpan Seconds(string path, int? value, int least, int most) =>
        TimeSpan.FromSeconds(Whole(path, value, least, most));

    public TimeSpan Minutes(string path, int? value, int least, int most) =>
        TimeSpan.FromMinutes(Whole(path, value, least, most));

    public TimeSpan Hours(string path, int? value, int least, int most) =>
        TimeSpan.FromHours(Whole(path, value, least, most));

    public TimeOnly Time(string path, string? value) =>
        TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : Fail<TimeOnly>(path, "Give a local time such as 08:00.");

    public string Text(string path, string? value) =>
        string.IsNullOrWhiteSpace(value) ? Fail<string>(path, "Give a text.") ?? "" : value;

    /// <summary>Says what is wanted at a path and gives a default.</summary>
    public T? Fail<T>(string path, string fix)
    {
        _problems.Add(new ProgrammeProblem(path, fix));
        return default;
    }

    /// <summary>Holds fields against each other, unless one of them is wrong by itself; the first one is to be changed.</summary>
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

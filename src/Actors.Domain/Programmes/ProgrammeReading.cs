using System.Collections.Immutable;

namespace Actors.Domain.Programmes;

/// <summary>The result of reading a programme file.</summary>
/// <param name="Programme">The programme; <c>null</c> if there are problems.</param>
/// <param name="Problems">All problems of the file; empty if there is a programme.</param>
public sealed record ProgrammeReading(Programme? Programme, ImmutableArray<ProgrammeProblem> Problems);

/// <summary>A problem in a programme file.</summary>
/// <param name="Path">The path of the field, such as <c>location.gapMinutes</c>.</param>
/// <param name="Fix">What to write there instead.</param>
public sealed record ProgrammeProblem(string Path, string Fix)
{
    /// <summary>Returns path and fix in one line.</summary>
    public override string ToString() => $"{Path}: {Fix}";
}

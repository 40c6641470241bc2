using System.Collections.Immutable;

namespace Actors.Domain.Programmes;

/// <summary>What came of reading the file of a programme.</summary>
/// <param name="Programme">The programme; null when there are problems.</param>
/// <param name="Problems">All problems at once; empty when there is a programme.</param>
public sealed record ProgrammeReading(Programme? Programme, ImmutableArray<ProgrammeProblem> Problems);

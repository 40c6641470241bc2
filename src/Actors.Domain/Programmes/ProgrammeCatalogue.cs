using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Actors.Domain.Programmes;

/// <summary>The programmes of an installation, in all their versions. Nothing changes while a server runs.</summary>
public sealed class ProgrammeCatalogue
{
    private readonly FrozenDictionary<ProgrammeVersion, Programme> _versions;
    private readonly FrozenDictionary<ProgrammeId, Programme> _newest;

    /// <summary>Gathers programmes.</summary>
    /// <exception cref="ArgumentException">A version is there twice.</exception>
    public ProgrammeCatalogue(IEnumerable<Programme> programmes)
    {
        var all = programmes.ToList();
        if (all.GroupBy(programme => programme.Version).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"There are two programmes {twice.Key}; raise the version of one.", nameof(programmes));
        }

        _versions = all.ToFrozenDictionary(programme => programme.Version);
        _newest = all.GroupBy(programme => programme.Version.Id)
            .ToFrozenDictionary(group => group.Key, group => group.MaxBy(programme => programme.Version.Version)!);
        Ids = [.. _newest.Keys.OrderBy(id => id.Value, StringComparer.Ordinal)];
    }

    /// <summary>The programmes there are, in the order of their names.</summary>
    public ImmutableArray<ProgrammeId> Ids { get; }

    /// <summary>A version of a programme.</summary>
    /// <exception cref="KeyNotFoundException">It is not there.</exception>
    public Programme Get(ProgrammeVersion version) =>
        TryGet(version, out var programme)
            ? programme
            : throw new KeyNotFoundException($"There is no programme {version}. Programmes that stays began with stay in place.");

    /// <summary>A version of a programme; false when it is not there.</summary>
    public bool TryGet(ProgrammeVersion version, [NotNullWhen(true)] out Programme? programme) =>
        _versions.TryGetValue(version, out programme);

    /// <summary>The newest version of a programme: the one with which stays begin.</summary>
    /// <exception cref="KeyNotFoundException">There is no version of it.</exception>
    public Programme Newest(ProgrammeId id) =>
        _newest.TryGetValue(id, out var programme) ? programme : throw new KeyNotFoundException($"There is no programme {id}.");
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Actors.Domain.Programmes;

/// <summary>The programmes of an installation in all their versions. It does not change while a server runs.</summary>
public sealed class ProgrammeCatalogue
{
    private readonly FrozenDictionary<ProgrammeVersion, Programme> _versions;
    private readonly FrozenDictionary<ProgrammeId, Programme> _newest;

    /// <summary>Creates a catalogue.</summary>
    /// <exception cref="ArgumentException">A version occurs twice.</exception>
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

    /// <summary>The ids of all programmes, in alphabetical order.</summary>
    public ImmutableArray<ProgrammeId> Ids { get; }

    /// <summary>All versions of all programmes.</summary>
    public ImmutableArray<Programme> All => _versions.Values;

    /// <summary>Returns a version of a programme.</summary>
    /// <exception cref="KeyNotFoundException">The version is unknown.</exception>
    public Programme Get(ProgrammeVersion version) =>
        TryGet(version, out var programme)
            ? programme
            : throw new KeyNotFoundException($"There is no programme {version}. Programmes that stays began with stay in place.");

    /// <summary>Finds a version of a programme; returns <c>false</c> if it is unknown.</summary>
    public bool TryGet(ProgrammeVersion version, [NotNullWhen(true)] out Programme? programme) =>
        _versions.TryGetValue(version, out programme);

    /// <summary>Returns the newest version of a programme, with which new stays begin.</summary>
    /// <exception cref="KeyNotFoundException">The programme is unknown.</exception>
    public Programme Newest(ProgrammeId id) =>
        _newest.TryGetValue(id, out var programme) ? programme : throw new KeyNotFoundException($"There is no programme {id}.");
}

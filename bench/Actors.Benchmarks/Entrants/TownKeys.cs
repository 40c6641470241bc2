using Actors.Testing;
using Actors.Testing.Entrants;

namespace Actors.Benchmarks.Entrants;

/// <summary>The keys of personal data for one run.</summary>
internal sealed class TownKeys : IDisposable
{
    private readonly TempFolder _folder = new();

    public TownKeys() => Path = EntrantCluster.MakeKeys(_folder);

    /// <summary>Their file.</summary>
    public string Path { get; }

    public void Dispose() => _folder.Dispose();
}

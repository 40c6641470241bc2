using Actors.LoadTest.Runs;

namespace Actors.LoadTest.Output;

/// <summary>Shows how far a run is.</summary>
internal interface IDisplay : IAsyncDisposable
{
    /// <summary>Shows it anew.</summary>
    void Show(LifeStatus status);
}

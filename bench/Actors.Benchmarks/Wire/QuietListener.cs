using Actors.Client;

namespace Actors.Benchmarks.Wire;

/// <summary>Listens to nothing.</summary>
internal sealed class QuietListener : PhoneListener;

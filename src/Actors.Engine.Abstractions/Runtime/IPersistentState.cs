using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>State of a grain that outlives the activation. It is read before the grain is activated.</summary>
public interface IPersistentState<TState> : IStorage<TState>;

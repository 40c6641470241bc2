namespace Orleans;

/// <summary>
/// Marks an interface through which a grain tells somebody outside what happened. Calls to it are one-way or awaited,
/// and fail without harm when the observer is gone.
/// </summary>
public interface IGrainObserver : IAddressable;

namespace Actors.Storage.States;

/// <summary>The storage is being stopped. Nothing was written.</summary>
public sealed class StorageStoppedException() : OrleansException("The storage is being stopped. Nothing was written.");

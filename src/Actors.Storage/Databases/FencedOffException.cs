namespace Actors.Storage.Databases;

/// <summary>Another process has taken over writing. This one must never write again; nothing was written.</summary>
public sealed class FencedOffException()
    : OrleansException("Another process has taken over the database; this one may not write any more.");

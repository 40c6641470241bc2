namespace Actors.Storage.States;

/// <summary>
/// The connection was lost after the commit had been sent and before its answer: the write may or may not be durable.
/// Nobody may take it for either. The grain reads its state again; writing again is safe too, because the version check
/// refuses it if the first attempt did succeed.
/// </summary>
public sealed class CommitOutcomeUnknownException(Exception innerException)
    : OrleansException("The database did not say whether the write was committed. Read the state again.", innerException);

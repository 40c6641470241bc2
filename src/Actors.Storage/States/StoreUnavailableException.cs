namespace Actors.Storage.States;

/// <summary>The store cannot commit now. Nothing was written; the same batch may be tried again.</summary>
/// <param name="reason">For operators: what is wrong, without data.</param>
/// <param name="innerException">What the driver said.</param>
internal sealed class StoreUnavailableException(string reason, Exception innerException) : Exception(reason, innerException);

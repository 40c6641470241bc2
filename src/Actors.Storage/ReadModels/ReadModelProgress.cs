using Actors.Storage.Ledger;

namespace Actors.Storage.ReadModels;

/// <summary>A row of <c>read_model</c>.</summary>
/// <param name="Version">The version of the model that made the tables.</param>
/// <param name="Generation">Which copy of the tables.</param>
/// <param name="Position">The last event it took in.</param>
internal sealed record ReadModelProgress(int Version, int Generation, LedgerPosition Position);

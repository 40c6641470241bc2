namespace Actors.Storage.States;

/// <summary>Which row of <c>grain_state</c>.</summary>
internal readonly record struct StateKey(string GrainType, string GrainKey, string StateName);

using Actors.Domain.Protection;

namespace Actors.Testing.Samples;

/// <summary>What a guest asks to be done: a greeting to a number.</summary>
public sealed record GuestEffect(Sealed Phone);

namespace Actors.LoadTest.Servers;

/// <summary>Somebody who is registered.</summary>
/// <param name="Person">The name under which the server knows the person.</param>
/// <param name="Token">The token of the phone.</param>
internal sealed record Enrolled(string Person, string Token);

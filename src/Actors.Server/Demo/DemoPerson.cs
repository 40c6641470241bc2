using Actors.Client.Simulated;

namespace Actors.Server.Demo;

/// <summary>A fictional person who lives now.</summary>
/// <param name="Phone">The phone.</param>
/// <param name="FreeAt">When the person is free, by the programme clock.</param>
internal sealed record DemoPerson(SimulatedPhone Phone, DateTimeOffset FreeAt);

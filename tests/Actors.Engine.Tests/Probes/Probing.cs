using Actors.Testing.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Engine.Tests.Probes;

/// <summary>An engine with gates.</summary>
internal static class Probing
{
    public static Task<Simulation> RunAsync(
        Func<Simulation, TestSilo, Gates, Task> test, Action<ISiloBuilder>? configure = null, int seed = 1)
    {
        var gates = new Gates();
        return Simulation.RunAsync(
            seed,
            (simulation, silo) => test(simulation, silo, gates),
            silo =>
            {
                Add(silo, gates);
                configure?.Invoke(silo);
            });
    }

    public static void Add(ISiloBuilder silo, Gates gates)
    {
        silo.Services.AddSingleton(gates);
        silo.Services.AddSingleton<ActivationCounter>();
    }

    public static IProbe Probe(this TestSilo silo, string key = "a") => silo.Grains.GetGrain<IProbe>(key);
}

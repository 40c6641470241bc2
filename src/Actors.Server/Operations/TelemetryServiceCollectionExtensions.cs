using System.Diagnostics;
using Actors.Server.Hosting;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Actors.Server.Operations;

/// <summary>Registers the export of metrics and traces by OpenTelemetry.</summary>
internal static class TelemetryServiceCollectionExtensions
{
    private const string ServiceName = "actors";

    /// <summary>All meters of ours, of Orleans and of the database driver, and the runtime's.</summary>
    private static readonly string[] Meters = ["Actors.*", "Microsoft.Orleans", "Npgsql", "System.Runtime"];

    /// <summary>Calls between grains. Orleans' other sources write keys of grains into texts that cannot be cleaned.</summary>
    private static readonly string[] Sources = ["Microsoft.Orleans.Application"];

    /// <summary>Adds the exports that the section <c>Telemetry</c> asks for; by default none.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var options = TelemetryOptions.Read(configuration);
        services.AddSingleton(options);
        if (!options.IsOtlpOn && !options.IsPrometheusOn)
        {
            return services;
        }

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName))
            .WithMetrics(metrics => AddMetrics(metrics, options));
        if (options.IsOtlpOn)
        {
            configuration[TelemetryOptions.StandardEndpoint] = options.Otlp.Endpoint; // The exporter reads it there.
            telemetry.WithTracing(AddTracing);
        }

        return services;
    }

    private static void AddMetrics(MeterProviderBuilder metrics, TelemetryOptions options)
    {
        metrics.AddMeter(Meters).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation();
        if (options.IsPrometheusOn)
        {
            metrics.AddPrometheusExporter();
        }

        if (options.IsOtlpOn)
        {
            metrics.AddOtlpExporter();
        }
    }

    private static void AddTracing(TracerProviderBuilder tracing) => tracing
        .AddSource(Sources)
        .AddAspNetCoreInstrumentation()
        .AddHttpClientInstrumentation()
        .AddNpgsql()
        .AddProcessor(new PersonalTagRemover())
        .AddOtlpExporter();

    /// <summary>
    /// Removes the keys of grains from spans before they are exported. The key of a person's grain is a pseudonym, and
    /// spans go to systems that keep no secrets.
    /// </summary>
    private sealed class PersonalTagRemover : BaseProcessor<Activity>
    {
        private static readonly string[] Tags =
            ["orleans.grain.id", "orleans.rpc.source_id", "orleans.rpc.target_id", "user_agent.original"];

        public override void OnEnd(Activity data)
        {
            foreach (var tag in Tags)
            {
                data.SetTag(tag, null);
            }
        }
    }
}

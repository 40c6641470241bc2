using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>The export of metrics and traces. Off unless it is set.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Telemetry";

    /// <summary>The setting of OpenTelemetry, usually an environment variable, that names the collector.</summary>
    public const string StandardEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Where metrics and traces are sent by OTLP.</summary>
    public OtlpTelemetryOptions Otlp { get; set; } = new();

    /// <summary>
    /// Whether <c>/metrics</c> shows the metrics in the text format of Prometheus. Strangers must not read it.
    /// Default: <c>true</c> in the demo and in development, <c>false</c> elsewhere.
    /// </summary>
    public bool? Prometheus { get; set; }

    /// <summary>Whether metrics and traces are sent by OTLP.</summary>
    public bool IsOtlpOn => !string.IsNullOrEmpty(Otlp.Endpoint);

    /// <summary>Whether <c>/metrics</c> is served.</summary>
    public bool IsPrometheusOn => Prometheus == true;

    /// <summary>Reads the options.</summary>
    /// <exception cref="OptionsValidationException">They are wrong.</exception>
    public static TelemetryOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<TelemetryOptions>() ?? new TelemetryOptions();
        options.Otlp.Endpoint ??= configuration[StandardEndpoint];
        options.Prometheus ??= Installation.IsForTrials(configuration);
        return new Validator().Validate(null, options) is { Failed: true } invalid
            ? throw new OptionsValidationException(Section, typeof(TelemetryOptions), invalid.Failures)
            : options;
    }

    /// <summary>Checks the options.</summary>
    internal sealed class Validator : IValidateOptions<TelemetryOptions>
    {
        public ValidateOptionsResult Validate(string? name, TelemetryOptions options) =>
            !options.IsOtlpOn || Uri.TryCreate(options.Otlp.Endpoint, UriKind.Absolute, out var endpoint) && IsHttp(endpoint)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{Section}:Otlp:Endpoint is \"{options.Otlp.Endpoint}\". It is the address of a collector, such as "
                    + "http://127.0.0.1:4317.");

        private static bool IsHttp(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;
    }
}

/// <summary>The export by OTLP.</summary>
internal sealed class OtlpTelemetryOptions
{
    /// <summary>
    /// The address of the collector, for gRPC such as <c>http://127.0.0.1:4317</c>. Protocol, headers and intervals are set
    /// by the standard variables, such as <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>. Default: that of
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; <c>null</c> if nothing is sent.
    /// </summary>
    public string? Endpoint { get; set; }
}

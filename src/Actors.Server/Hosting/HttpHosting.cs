using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>Where the server listens, and what it says to requests that nothing answers.</summary>
internal static class HttpHosting
{
    private const string Setting = "Urls";
    private const int HighestPort = 65_535;

    /// <summary>Checks the addresses of the setting <c>Urls</c> and adds bodies to answers that would have none.</summary>
    /// <exception cref="OptionsValidationException">One of the addresses is none.</exception>
    public static void AddHttp(this IHostApplicationBuilder builder)
    {
        CheckAddresses(builder.Configuration[Setting]);
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = static context =>
            context.ProblemDetails.Detail ??= Explain(context.HttpContext.Response));
    }

    /// <summary>Says why, where there would be a status code and nothing else.</summary>
    public static void UseHttp(this IApplicationBuilder app) => app.UseStatusCodePages();

    private static void CheckAddresses(string? addresses)
    {
        const StringSplitOptions Options = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var wrong = (addresses ?? "").Split(';', Options).Where(address => !IsPossible(address)).ToList();
        if (wrong.Count > 0)
        {
            throw new OptionsValidationException(
                Setting, typeof(string),
                wrong.Select(address =>
                    $"{Setting} has \"{address}\". An address is such as http://127.0.0.1:5080, with a port from 0 to "
                    + $"{HighestPort}; several are parted by semicolons."));
        }
    }

    private static bool IsPossible(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed.Scheme is "http" or "https" && parsed is { Port: >= 0 and <= HighestPort };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string? Explain(HttpResponse response) => response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address. /openapi/v1.json says what there is.",
        StatusCodes.Status405MethodNotAllowed => $"This address takes {response.Headers.Allow} only.",
        StatusCodes.Status415UnsupportedMediaType => "Send JSON, with the header Content-Type: application/json.",
        _ => null,
    };
}

using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>The addresses at which the server listens: the setting <c>Urls</c>.</summary>
internal static class ListenAddresses
{
    private const string Setting = "Urls";
    private const int MaxPort = 65_535;

    /// <summary>Reads the addresses, and checks them before Kestrel would say less about them.</summary>
    /// <exception cref="OptionsValidationException">One of them is not an address.</exception>
    public static IReadOnlyList<BindingAddress> Read(IConfiguration configuration)
    {
        const StringSplitOptions Options = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var addresses = (configuration[Setting] ?? "").Split(';', Options);
        var wrong = addresses.Where(address => !IsValid(address)).ToList();
        return wrong.Count == 0
            ? [.. addresses.Select(BindingAddress.Parse)]
            : throw new OptionsValidationException(
                Setting, typeof(string),
                wrong.Select(address =>
                    $"{Setting} contains \"{address}\". An address looks like http://127.0.0.1:5080, with a port from 0 to "
                    + $"{MaxPort}; separate several by semicolons."));
    }

    private static bool IsValid(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed.Scheme is "http" or "https" && parsed is { Port: >= 0 and <= MaxPort };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

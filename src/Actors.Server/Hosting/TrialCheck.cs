using System.Net;
using Actors.Storage.Databases;
using Actors.Storage.Hosting;
using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>
/// Keeps fictional and real people apart at start: the demo and development never use a database with real people, and real
/// people are never enrolled among fictional ones.
/// </summary>
internal sealed class TrialCheck(Database database, TimeProvider time, IConfiguration configuration) : IHostedService
{
    private const string OtherDatabase =
        "Give it a database of its own: " + StorageOptions.Section + ":Path, or " + StorageOptions.Section + ":ConnectionString.";

    /// <summary>Development changes clocks and gives out tokens to everyone who asks: only this machine may ask.</summary>
    /// <exception cref="OptionsValidationException">The server would listen for others.</exception>
    public static void CheckAddresses(IConfiguration configuration)
    {
        if (configuration.GetValue<bool>("Development:Enabled")
            && ListenAddresses.Read(configuration).FirstOrDefault(address => !IsLoopback(address)) is { } open)
        {
            throw Invalid(
                $"Development:Enabled gives a token to everyone who asks, and Urls lets other machines ask: {open}. Listen on "
                + "127.0.0.1, or remove Development:Enabled.");
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var mark = new TrialMark(database, time);
        var (isMarked, hasPeople) = await mark.ReadAsync(cancellationToken);
        if (!Installation.IsForTrials(configuration))
        {
            if (isMarked && hasPeople)
            {
                throw Invalid(
                    $"{database.Description} has the fictional people of the demo or of development. A server for real people "
                    + $"must not follow them. {OtherDatabase}");
            }

            if (isMarked)
            {
                await mark.RemoveAsync(cancellationToken); // A trial without people: from now on it is for real ones.
            }
        }
        else if (!isMarked)
        {
            if (hasPeople)
            {
                throw Invalid(
                    $"{database.Description} has real people: the demo and development must not use it. {OtherDatabase}");
            }

            await mark.SetAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsLoopback(BindingAddress address) =>
        address.IsUnixPipe || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static OptionsValidationException Invalid(string problem) => new("Trial", typeof(TrialCheck), [problem]);
}

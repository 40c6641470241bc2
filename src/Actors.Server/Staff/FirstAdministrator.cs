using System.Globalization;
using Actors.Domain.Access;
using Actors.Privacy.Staff;
using Actors.Server.Hosting;
using Actors.Server.Staff.Pages;
using Actors.Storage.Databases;

namespace Actors.Server.Staff;

/// <summary>Makes codes with which an administrator is set up. Only their hash is stored.</summary>
internal sealed class AdministratorSetUp(StaffCodes codes, StaffOptions options, TimeProvider time)
{
    /// <summary>Makes a code in place of an earlier one, and says in words how to use it.</summary>
    public async Task<string> PrepareAsync(CancellationToken cancellationToken)
    {
        var code = await codes.IssueAsync(account: null, options.SetUpLifetime, cancellationToken);
        var until = (time.GetUtcNow() + options.SetUpLifetime).UtcDateTime;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            To set up an administrator, open {StaffPaths.SetUp} of this server in a browser, and type

                {code.Text}

            This code works once, until {until:yyyy-MM-dd HH:mm} UTC.
            """);
    }
}

/// <summary>Prints a code at the first start, while there is no administrator. The demo makes staff of its own.</summary>
internal sealed class FirstAdministrator(
    AdministratorSetUp setUp, StaffCodes codes, StaffAccounts accounts, Database database, IConfiguration configuration)
    : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Installation.IsDemo(configuration))
        {
            return;
        }

        // Of servers that start together one prints a code.
        await using var turn = await database.LockAsync(Database.StartUpLock, cancellationToken);
        var all = await accounts.ReadAllAsync(cancellationToken);
        if (!all.Any(account => account.ClosedAt is null && account.Roles.Contains(StaffRole.Administrator))
            && !await codes.CanSetUpAsync(cancellationToken))
        {
            Console.WriteLine($"There is no administrator yet. {await setUp.PrepareAsync(cancellationToken)}");
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

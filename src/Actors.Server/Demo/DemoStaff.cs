using Actors.Domain.Access;
using Actors.Domain.Protection;
using Actors.Privacy.Records;
using Actors.Privacy.Staff;
using Actors.Server.Staff.Accounts;
using Actors.Storage.Databases;

namespace Actors.Server.Demo;

/// <summary>Fictional staff of the demo, one for each role, with one password that the installation drew.</summary>
internal sealed class DemoStaff(IServiceScopeFactory scopes, ServerSecrets secrets, Database database, TimeProvider time)
{
    private const string Secret = "demo-staff-password";
    private const string Domain = "@demo.example";

    /// <summary>The password of all of them, once they are made.</summary>
    public string Password { get; private set; } = "";

    /// <summary>Their mail addresses, in lines for the console.</summary>
    public string Addresses { get; } = string.Join(
        Environment.NewLine + new string(' ', 28),
        StaffRoleNames.All.Select(Address).Chunk(3).Select(line => string.Join(", ", line)));

    /// <summary>The mail address of a role.</summary>
    public static string Address(StaffRole role) => role.Name() + Domain;

    /// <summary>Makes those who are not there yet.</summary>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        await using var turn = await database.LockAsync(Database.StartUpLock, cancellationToken);
        if (await secrets.ReadAsync(Secret, cancellationToken) is [])
        {
            await secrets.AddAsync(Secret, StaffCode.Draw().Text, cancellationToken);
        }

        Password = (await secrets.ReadAsync(Secret, cancellationToken))[0];
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<StaffUsers>();
        string? hash = null;
        foreach (var role in StaffRoleNames.All)
        {
            if (await users.FindByNameAsync(Address(role)) is null)
            {
                var account = new StaffAccount
                {
                    Id = RecordId.New(),
                    Name = $"Demo {role.Name()}",
                    Mail = Address(role),
                    Roles = [role],
                    CreatedAt = time.GetUtcNow(),
                };
                account.PasswordHash = hash ??= users.PasswordHasher.HashPassword(account, Password);
                await users.CreateAsync(account);
            }
        }
    }
}

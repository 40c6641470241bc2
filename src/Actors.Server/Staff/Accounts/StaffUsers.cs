using Actors.Privacy.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OtpNet;

namespace Actors.Server.Staff.Accounts;

/// <summary>The accounts as ASP.NET Core Identity sees them, locked and unlocked by the clock of the server.</summary>
internal sealed class StaffUsers(
    IUserStore<StaffAccount> store, IOptions<IdentityOptions> options, IPasswordHasher<StaffAccount> hasher,
    IEnumerable<IUserValidator<StaffAccount>> userValidators, IEnumerable<IPasswordValidator<StaffAccount>> passwordValidators,
    ILookupNormalizer normalizer, IdentityErrorDescriber errors, IServiceProvider services,
    ILogger<UserManager<StaffAccount>> logger, StaffOptions staff, TimeProvider time)
    : UserManager<StaffAccount>(
        store, options, hasher, userValidators, passwordValidators, normalizer, errors, services, logger)
{
    /// <summary>How often a failure is counted again when the account was changed at the same moment.</summary>
    private const int Rounds = 5;

    /// <inheritdoc/>
    public override Task<bool> IsLockedOutAsync(StaffAccount user) => Task.FromResult(user.LockedUntil > time.GetUtcNow());

    /// <summary>Counts a wrong password or code, and locks the account after too many.</summary>
    public override async Task<IdentityResult> AccessFailedAsync(StaffAccount user)
    {
        var result = IdentityResult.Success;
        for (var round = 0; round < Rounds; round++)
        {
            // Others may guess at the same moment: each guess counts.
            var stored = await FindByIdAsync(user.Id.ToString()) ?? user;
            stored.Failures++;
            if (stored.Failures >= staff.MaxFailures)
            {
                stored.LockedUntil = time.GetUtcNow() + staff.LockOut;
                stored.Failures = 0;
            }

            result = await UpdateAsync(stored);
            (user.Failures, user.LockedUntil) = (stored.Failures, stored.LockedUntil);
            if (result.Succeeded)
            {
                break;
            }
        }

        return result;
    }

    /// <summary>
    /// Gives an account a password, and takes from it whatever signed the person in before: after an invitation, or when access
    /// was lost.
    /// </summary>
    /// <returns>What is wrong with the password or the account; nothing was stored then.</returns>
    public async Task<IdentityResult> StartOverAsync(StaffAccount account, string password, bool isNew)
    {
        if (await UpdatePasswordHash(account, password, validatePassword: true) is { Succeeded: false } refused)
        {
            return refused;
        }

        Clear(account);
        account.ClosedAt = null;
        return isNew ? await CreateAsync(account) : await UpdateAsync(account);
    }

    /// <summary>Takes from an account whatever signs the person in, and ends its sessions.</summary>
    public Task<IdentityResult> ForgetSignInAsync(StaffAccount account)
    {
        Clear(account);
        account.PasswordHash = null;
        return UpdateSecurityStampAsync(account);
    }

    /// <summary>Gives an account a new password in place of a known one. All its sessions end.</summary>
    public async Task<IdentityResult> ReplacePasswordAsync(StaffAccount account, string password) =>
        await UpdatePasswordHash(account, password, validatePassword: true) is { Succeeded: false } refused
            ? refused
            : await UpdateAsync(account);

    private static void Clear(StaffAccount account)
    {
        (account.HasAuthenticator, account.AuthenticatorKey, account.RecoveryCodes, account.Passkeys) = (false, null, [], []);
        (account.Failures, account.LockedUntil) = (0, null);
    }
}

/// <summary>Refuses passwords that a stranger would try first.</summary>
internal sealed class GuessablePasswords : IPasswordValidator<StaffAccount>
{
    private static readonly string[] First = ["password", "passwort", "quarantine", "actors", "123456", "qwerty", "letmein"];

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<StaffAccount> manager, StaffAccount user, string? password)
    {
        var words = First.Append(user.Mail.Split('@')[0]).Append(user.Name).Where(word => word.Length > 3);
        var rest = words.Aggregate(
            password ?? "", static (left, word) => left.Replace(word, "", StringComparison.OrdinalIgnoreCase));
        return Task.FromResult(rest.Distinct().Count() >= 5
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError
            {
                Code = "Guessable",
                Description = "This password is easy to guess. Use words that do not belong together.",
            }));
    }
}

/// <summary>Checks codes of authenticators (RFC 6238). Each code is accepted once.</summary>
internal sealed class AuthenticatorCodes(TimeProvider time) : IUserTwoFactorTokenProvider<StaffAccount>
{
    /// <summary>The name under which Identity knows it.</summary>
    public const string Name = "Authenticator";

    /// <summary>The clock of a phone may be one step of 30 seconds before or behind (RFC 6238, section 5.2).</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <inheritdoc/>
    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<StaffAccount> manager, StaffAccount user) =>
        Task.FromResult(!string.IsNullOrEmpty(user.AuthenticatorKey));

    /// <summary>The authenticator makes the codes.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<StaffAccount> manager, StaffAccount user) =>
        Task.FromResult("");

    /// <inheritdoc/>
    public async Task<bool> ValidateAsync(
        string purpose, string token, UserManager<StaffAccount> manager, StaffAccount user)
    {
        if (user.AuthenticatorKey is not { Length: > 0 } key
            || !new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(
                time.GetUtcNow().UtcDateTime, token, out var step, Window)
            || step <= user.LastCodeStep)
        {
            return false;
        }

        user.LastCodeStep = step;
        return (await manager.UpdateAsync(user)).Succeeded; // Of two uses at once, one finds the account changed.
    }
}

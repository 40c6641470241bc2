using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Protection;
using Actors.Privacy.Staff;
using Microsoft.AspNetCore.Identity;

namespace Actors.Server.Staff.Accounts;

/// <summary>Gives ASP.NET Core Identity the accounts of staff. A person's user name is the mail address.</summary>
internal sealed partial class StaffStore(StaffAccounts accounts, TimeProvider time)
    : IUserPasswordStore<StaffAccount>, IUserSecurityStampStore<StaffAccount>, IUserLockoutStore<StaffAccount>,
        IUserTwoFactorStore<StaffAccount>, IUserAuthenticatorKeyStore<StaffAccount>,
        IUserTwoFactorRecoveryCodeStore<StaffAccount>, IUserPasskeyStore<StaffAccount>
{
    private static readonly IdentityError Changed = new()
    {
        Code = "Changed",
        Description = "The account was changed elsewhere at the same moment, or its mail address or code is taken. Try again.",
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        // It holds nothing.
    }

    /// <inheritdoc/>
    public async Task<IdentityResult> CreateAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Result(await accounts.AddAsync(user, time.GetUtcNow(), cancellationToken));

    /// <inheritdoc/>
    public async Task<IdentityResult> UpdateAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Result(await accounts.UpdateAsync(user, time.GetUtcNow(), cancellationToken));

    /// <summary>Accounts are closed, not deleted: the access log names them.</summary>
    public Task<IdentityResult> DeleteAsync(StaffAccount user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Accounts of staff are closed, not deleted: the access log names them.");

    /// <inheritdoc/>
    public async Task<StaffAccount?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        RecordId.TryParse(userId, out var id) ? await accounts.FindAsync(id, cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<StaffAccount?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        try
        {
            return await accounts.FindByMailAsync(normalizedUserName, cancellationToken);
        }
        catch (ArgumentException)
        {
            return null; // Nothing is left of it to compare.
        }
    }

    /// <inheritdoc/>
    public Task<string> GetUserIdAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString());

    /// <inheritdoc/>
    public Task<string?> GetUserNameAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Mail);

    /// <inheritdoc/>
    public Task SetUserNameAsync(StaffAccount user, string? userName, CancellationToken cancellationToken) =>
        Set(() => user.Mail = userName ?? "");

    /// <inheritdoc/>
    public Task<string?> GetNormalizedUserNameAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Mail);

    /// <summary>Does nothing: accounts are found by a keyed hash of the mail address.</summary>
    public Task SetNormalizedUserNameAsync(
        StaffAccount user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<string?> GetPasswordHashAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash);

    /// <inheritdoc/>
    public Task<bool> HasPasswordAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    /// <inheritdoc/>
    public Task SetPasswordHashAsync(StaffAccount user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(() => user.PasswordHash = passwordHash);

    /// <inheritdoc/>
    public Task<string?> GetSecurityStampAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Stamp);

    /// <inheritdoc/>
    public Task SetSecurityStampAsync(StaffAccount user, string stamp, CancellationToken cancellationToken) =>
        Set(() => user.Stamp = stamp);

    /// <inheritdoc/>
    public Task<int> GetAccessFailedCountAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Failures);

    /// <inheritdoc/>
    public Task<int> IncrementAccessFailedCountAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(++user.Failures);

    /// <inheritdoc/>
    public Task ResetAccessFailedCountAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Set(() => user.Failures = 0);

    /// <inheritdoc/>
    public Task<bool> GetLockoutEnabledAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Does nothing: every account can be locked.</summary>
    public Task SetLockoutEnabledAsync(StaffAccount user, bool enabled, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockedUntil);

    /// <inheritdoc/>
    public Task SetLockoutEndDateAsync(
        StaffAccount user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Set(() => user.LockedUntil = lockoutEnd);

    /// <inheritdoc/>
    public Task<bool> GetTwoFactorEnabledAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.HasAuthenticator);

    /// <inheritdoc/>
    public Task SetTwoFactorEnabledAsync(StaffAccount user, bool enabled, CancellationToken cancellationToken) =>
        Set(() => user.HasAuthenticator = enabled);

    /// <inheritdoc/>
    public Task<string?> GetAuthenticatorKeyAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AuthenticatorKey);

    /// <inheritdoc/>
    public Task SetAuthenticatorKeyAsync(StaffAccount user, string key, CancellationToken cancellationToken) =>
        Set(() => user.AuthenticatorKey = key);

    /// <inheritdoc/>
    public Task<int> CountCodesAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.RecoveryCodes.Count);

    /// <inheritdoc/>
    public Task ReplaceCodesAsync(
        StaffAccount user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Set(() => user.RecoveryCodes = [.. recoveryCodes.Select(Hash)]);

    /// <inheritdoc/>
    public Task<bool> RedeemCodeAsync(StaffAccount user, string code, CancellationToken cancellationToken)
    {
        var hash = Hash(code);
        var rest = user.RecoveryCodes.Where(stored => stored != hash).ToList();
        var isOne = rest.Count < user.RecoveryCodes.Count;
        user.RecoveryCodes = rest;
        return Task.FromResult(isOne);
    }

    /// <summary>Recovery codes are random, so that their hash needs no key.</summary>
    private static string Hash(string code) => Convert.ToHexString(
        SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant().Replace("-", "", StringComparison.Ordinal))));

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }

    private static IdentityResult Result(bool isStored) =>
        isStored ? IdentityResult.Success : IdentityResult.Failed(Changed);
}

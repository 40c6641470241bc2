using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Actors.Privacy.Staff;
using Actors.Server.Edge;
using Actors.Server.Staff.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Actors.Server.Staff.SignIn;

/// <summary>
/// Signs staff in. Accounts that exist, that do not, that are locked and that are closed get the same answer after the same time.
/// </summary>
internal sealed class StaffSignIn(
    StaffUsers users, IHttpContextAccessor accessor, IUserClaimsPrincipalFactory<StaffAccount> principals,
    IOptions<IdentityOptions> options, ILogger<SignInManager<StaffAccount>> logger, IAuthenticationSchemeProvider schemes,
    IUserConfirmation<StaffAccount> confirmation, SignInLimits limits, PasswordDecoy decoy, StaffOptions staff,
    TimeProvider time)
    : SignInManager<StaffAccount>(users, accessor, principals, options, logger, schemes, confirmation)
{
    private StaffUsers Users => (StaffUsers)UserManager;

    /// <inheritdoc/>
    public override Task<bool> CanSignInAsync(StaffAccount user) => Task.FromResult(user.ClosedAt is null);

    /// <summary>Signs in by mail address and password, or begins a sign-in in two steps.</summary>
    public async Task<SignInOutcome> TryAsync(string mail, string password, CancellationToken cancellationToken)
    {
        if (!limits.TryTake(mail))
        {
            return SignInOutcome.TooMany;
        }

        var began = time.GetTimestamp();
        var account = await Users.FindByNameAsync(mail);
        if (account?.PasswordHash is null || account.ClosedAt is not null || await Users.IsLockedOutAsync(account))
        {
            decoy.Verify(password);
        }
        else
        {
            var result = await PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
            if (result.Succeeded || result.RequiresTwoFactor)
            {
                return result.Succeeded ? SignInOutcome.Done : SignInOutcome.SecondStep;
            }
        }

        await WaitAsync(began, cancellationToken);
        return SignInOutcome.Wrong;
    }

    /// <summary>Takes the second step by a code of the authenticator, or by a recovery code.</summary>
    public async Task<bool> TryCodeAsync(string code, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var typed = code.Replace(" ", "", StringComparison.Ordinal);
        var result = typed.Length > 0 && typed.All(char.IsAsciiDigit)
            ? await TwoFactorAuthenticatorSignInAsync(typed, isPersistent: false, rememberClient: false)
            : await TwoFactorRecoveryCodeSignInAsync(typed);
        if (!result.Succeeded)
        {
            await WaitAsync(began, cancellationToken);
        }

        return result.Succeeded;
    }

    /// <summary>Begins a session of an account that has proved itself.</summary>
    /// <param name="account">The account.</param>
    /// <param name="method">How: a constant of <see cref="SignInMethods"/>.</param>
    public Task BeginSessionAsync(StaffAccount account, string method) =>
        SignInWithClaimsAsync(account, new AuthenticationProperties(), [new Claim("amr", method)]);

    /// <summary>Signs in by what a passkey signed.</summary>
    /// <returns>Whether it did; the account may be closed, locked or unknown.</returns>
    public async Task<bool> TryPasskeyAsync(string credential, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (await AssertAsync(credential) is { Succeeded: true, User: { ClosedAt: null } account, Passkey: { } passkey }
            && !await Users.IsLockedOutAsync(account)
            && (await Users.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded)
        {
            await BeginSessionAsync(account, SignInMethods.Passkey);
            return true;
        }

        await WaitAsync(began, cancellationToken);
        return false;
    }

    /// <summary>Adds a passkey to an account that is signed in; <c>null</c> if what was sent is none.</summary>
    public async Task<PasskeyAttestationResult?> AttestAsync(string credential)
    {
        try
        {
            return await PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null; // No passkey was asked for, or that was too long ago.
        }
    }

    private async Task<PasskeyAssertionResult<StaffAccount>?> AssertAsync(string credential)
    {
        try
        {
            return await PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null; // No passkey was asked for, or that was too long ago.
        }
    }

    private async Task WaitAsync(long began, CancellationToken cancellationToken)
    {
        var rest = staff.FailureAnswer - time.GetElapsedTime(began);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, cancellationToken);
        }
    }
}

/// <summary>What became of an attempt to sign in.</summary>
internal enum SignInOutcome
{
    /// <summary>The person has signed in.</summary>
    Done,

    /// <summary>A code is asked for.</summary>
    SecondStep,

    /// <summary>Address or password is wrong, or the account is locked or closed.</summary>
    Wrong,

    /// <summary>There were too many attempts for this address.</summary>
    TooMany,
}

/// <summary>Costs as much as checking a password, where there is none to check.</summary>
internal sealed class PasswordDecoy(IOptions<PasswordHasherOptions> options)
{
    private readonly PasswordHasher<PasswordDecoy> _hasher = new(options);
    private readonly Lazy<string> _hash = new(
        () => new PasswordHasher<PasswordDecoy>(options).HashPassword(
            null!, Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));

    /// <summary>Checks a password against one that no person has.</summary>
    public void Verify(string password) => _hasher.VerifyHashedPassword(this, _hash.Value, password);
}

/// <summary>Marks an endpoint at which something is guessed: each address of the network has a number of attempts.</summary>
internal sealed record GuessingLimit;

/// <summary>
/// How often one address of the network, and one account, may try to sign in. It ends with the server, which the middleware of
/// the framework for limits does not.
/// </summary>
internal sealed class SignInLimits(StaffOptions options) : IDisposable
{
    private static readonly TimeSpan AccountPeriod = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AddressPeriod = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _accounts = PartitionedRateLimiter.Create<string, string>(
        account => RateLimitPartition.GetTokenBucketLimiter(account, _ => Bucket(options.AttemptsPerAccount, AccountPeriod)));

    private readonly PartitionedRateLimiter<IPAddress> _addresses = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetTokenBucketLimiter(address, _ => Bucket(options.AttemptsPerAddress, AddressPeriod)));

    /// <summary>Takes one attempt for an account, whether it exists or not.</summary>
    public bool TryTake(string mail)
    {
        // A hash, so that memory holds no address.
        var account = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(mail.Trim().ToUpperInvariant())));
        using var lease = _accounts.AttemptAcquire(account);
        return lease.IsAcquired;
    }

    /// <summary>Takes one attempt of an address of the network.</summary>
    public bool TryTake(IPAddress? address)
    {
        using var lease = _addresses.AttemptAcquire(ConnectionGate.Network(address));
        return lease.IsAcquired;
    }

    /// <summary>The seconds after which one more attempt may come.</summary>
    public static string RetryAfter => AddressPeriod.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose()
    {
        _accounts.Dispose();
        _addresses.Dispose();
    }

    private static TokenBucketRateLimiterOptions Bucket(int attempts, TimeSpan period) => new()
    {
        TokenLimit = attempts,
        TokensPerPeriod = attempts,
        ReplenishmentPeriod = period,
        QueueLimit = 0,
        AutoReplenishment = true,
    };
}

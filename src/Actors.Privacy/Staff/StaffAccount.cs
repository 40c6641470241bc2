using System.Text.Json.Serialization;
using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;

namespace Actors.Privacy.Staff;

/// <summary>The account of a member of staff. It is changed in memory, and stored as a whole.</summary>
public sealed class StaffAccount
{
    /// <summary>The id of the account and of the record under whose key its details are sealed. It may stand in logs.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The name, as colleagues know it.</summary>
    public required string Name { get; set; }

    /// <summary>The mail address with which the person signs in, and gets invitations.</summary>
    public required string Mail { get; set; }

    /// <summary>The roles; at least one.</summary>
    public required IReadOnlyList<StaffRole> Roles { get; set; }

    /// <summary>The programmes for which the person works; empty for all.</summary>
    public IReadOnlyList<ProgrammeId> Programmes { get; set; } = [];

    /// <summary>The hash of the password; <c>null</c> if the person has none yet, or signs in elsewhere.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>The secret that the authenticator shares, in base 32; <c>null</c> if there is none.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>Whether a code of the authenticator is asked for after the password.</summary>
    public bool HasAuthenticator { get; set; }

    /// <summary>The time step of the last code that was accepted. A code is accepted once (RFC 6238, section 5.2).</summary>
    public long LastCodeStep { get; set; }

    /// <summary>The SHA-256 of each recovery code that was not used yet, as hexadecimal digits.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; set; } = [];

    /// <summary>The passkeys.</summary>
    public IReadOnlyList<StaffPasskey> Passkeys { get; set; } = [];

    /// <summary>The sign-in elsewhere; <c>null</c> if the person signs in here.</summary>
    public StaffLogin? Login { get; set; }

    /// <summary>Changes with whatever ends all sessions: password, roles, second factor, sign-out everywhere.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>Wrong passwords and codes since the last right one.</summary>
    public int Failures { get; set; }

    /// <summary>Until when the account is locked after too many of them; <c>null</c> if it is not.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When an administrator closed the account; <c>null</c> if it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The code that the next write uses up, or fails without; <c>null</c> for none. Not stored.</summary>
    public StaffCode? Code { get; set; }

    /// <summary>The version that was read; a write fails if another one is stored.</summary>
    internal long Version { get; set; }

    /// <summary>The id only.</summary>
    public override string ToString() => $"staff account {Id}";
}

/// <summary>A passkey, as the browser registered it (WebAuthn).</summary>
/// <param name="CredentialId">The id of the credential.</param>
/// <param name="PublicKey">The public key (COSE).</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="CreatedAt">When it was registered.</param>
/// <param name="SignCount">The counter of its signatures, which never goes back; 0 if it has none.</param>
/// <param name="Transports">How the browser reaches it.</param>
/// <param name="IsUserVerified">Whether it checked the person, by finger or PIN.</param>
/// <param name="IsBackupEligible">Whether it can be copied to other devices of the person.</param>
/// <param name="IsBackedUp">Whether it was.</param>
/// <param name="Attestation">What its maker says about it.</param>
/// <param name="ClientData">What the browser signed at the registration.</param>
public sealed record StaffPasskey(
    byte[] CredentialId, byte[] PublicKey, string? Name, DateTimeOffset CreatedAt, uint SignCount,
    IReadOnlyList<string> Transports, bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp, byte[] Attestation,
    byte[] ClientData)
{
    /// <summary>A constant.</summary>
    public override string ToString() => "passkey";
}

/// <summary>Who a person is at the server that signs staff in (OpenID Connect).</summary>
/// <param name="Issuer">The server.</param>
/// <param name="Subject">The person there.</param>
public sealed record StaffLogin(string Issuer, string Subject)
{
    /// <summary>The server only.</summary>
    public override string ToString() => $"login at {Issuer}";
}

/// <summary>What of an account is sealed.</summary>
internal sealed record StaffDetails(
    string Name, string Mail, string? PasswordHash, string? AuthenticatorKey, bool HasAuthenticator, long LastCodeStep,
    IReadOnlyList<string> RecoveryCodes, IReadOnlyList<StaffPasskey> Passkeys, StaffLogin? Login)
{
    public static StaffDetails Of(StaffAccount account) => new(
        account.Name, account.Mail, account.PasswordHash, account.AuthenticatorKey, account.HasAuthenticator,
        account.LastCodeStep, account.RecoveryCodes, account.Passkeys, account.Login);

    public void WriteTo(StaffAccount account)
    {
        account.PasswordHash = PasswordHash;
        account.AuthenticatorKey = AuthenticatorKey;
        account.HasAuthenticator = HasAuthenticator;
        account.LastCodeStep = LastCodeStep;
        account.RecoveryCodes = RecoveryCodes;
        account.Passkeys = Passkeys;
        account.Login = Login;
    }

    public override string ToString() => "details of a staff account";
}

[JsonSerializable(typeof(StaffDetails))]
internal sealed partial class StaffJson : JsonSerializerContext;

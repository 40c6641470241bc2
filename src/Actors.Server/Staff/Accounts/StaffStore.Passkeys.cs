using Actors.Privacy.Staff;
using Microsoft.AspNetCore.Identity;

namespace Actors.Server.Staff.Accounts;

/// <summary>The passkeys of accounts.</summary>
internal sealed partial class StaffStore
{
    /// <inheritdoc/>
    public Task AddOrUpdatePasskeyAsync(StaffAccount user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => Set(
        () => user.Passkeys = [.. Without(user, passkey.CredentialId), ToStored(passkey)]);

    /// <inheritdoc/>
    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(ToInfo)]);

    /// <inheritdoc/>
    public Task<StaffAccount?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        accounts.FindByPasskeyAsync(credentialId, cancellationToken);

    /// <inheritdoc/>
    public Task<UserPasskeyInfo?> FindPasskeyAsync(
        StaffAccount user, byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult(
        user.Passkeys.FirstOrDefault(passkey => passkey.CredentialId.AsSpan().SequenceEqual(credentialId)) is { } found
            ? ToInfo(found)
            : null);

    /// <inheritdoc/>
    public Task RemovePasskeyAsync(StaffAccount user, byte[] credentialId, CancellationToken cancellationToken) =>
        Set(() => user.Passkeys = [.. Without(user, credentialId)]);

    private static IEnumerable<StaffPasskey> Without(StaffAccount user, byte[] credentialId) =>
        user.Passkeys.Where(passkey => !passkey.CredentialId.AsSpan().SequenceEqual(credentialId));

    private static StaffPasskey ToStored(UserPasskeyInfo info) => new(
        info.CredentialId, info.PublicKey, info.Name, info.CreatedAt, info.SignCount, info.Transports ?? [],
        info.IsUserVerified, info.IsBackupEligible, info.IsBackedUp, info.AttestationObject, info.ClientDataJson);

    private static UserPasskeyInfo ToInfo(StaffPasskey passkey) => new(
        passkey.CredentialId, passkey.PublicKey, passkey.CreatedAt, passkey.SignCount, [.. passkey.Transports],
        passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp, passkey.Attestation, passkey.ClientData)
    {
        Name = passkey.Name,
    };
}

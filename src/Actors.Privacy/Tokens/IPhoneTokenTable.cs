namespace Actors.Privacy.Tokens;

/// <summary>Stores the hashes of tokens.</summary>
internal interface IPhoneTokenTable
{
    /// <summary>Stores new tokens, all or none.</summary>
    Task InsertAsync(IReadOnlyList<(PhoneTokenHash Hash, PhoneTokenOwner Owner)> tokens, CancellationToken cancellationToken);

    /// <summary>Finds the owner of a token; <c>null</c> if the token is unknown or revoked.</summary>
    Task<PhoneTokenOwner?> FindAsync(PhoneTokenHash hash, CancellationToken cancellationToken);

    /// <summary>Revokes a token. Returns <c>false</c> if it is unknown or was revoked before.</summary>
    Task<bool> RevokeAsync(PhoneTokenHash hash, CancellationToken cancellationToken);
}

namespace Actors.Privacy.Tokens;

/// <summary>Keeps the hashes of tokens: in a database, or in memory.</summary>
internal interface IPhoneTokenTable
{
    /// <summary>Stores new tokens, all of them or none.</summary>
    Task InsertAsync(IReadOnlyList<(PhoneTokenHash Hash, PhoneTokenOwner Owner)> tokens, CancellationToken cancellationToken);

    /// <summary>Whose it is; null: it was never given out, or was revoked.</summary>
    Task<PhoneTokenOwner?> FindAsync(PhoneTokenHash hash, CancellationToken cancellationToken);

    /// <summary>Revokes a token; false when there was none to revoke.</summary>
    Task<bool> RevokeAsync(PhoneTokenHash hash, CancellationToken cancellationToken);
}

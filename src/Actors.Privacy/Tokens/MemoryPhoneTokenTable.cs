namespace Actors.Privacy.Tokens;

/// <summary>Tokens that are gone with the process.</summary>
internal sealed class MemoryPhoneTokenTable : IPhoneTokenTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PhoneTokenHash, PhoneTokenOwner?> _rows = [];

    public Task InsertAsync(
        IReadOnlyList<(PhoneTokenHash Hash, PhoneTokenOwner Owner)> tokens, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var (hash, owner) in tokens)
            {
                _rows.Add(hash, owner);
            }
        }

        return Task.CompletedTask;
    }

    public Task<PhoneTokenOwner?> FindAsync(PhoneTokenHash hash, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.GetValueOrDefault(hash));
        }
    }

    public Task<bool> RevokeAsync(PhoneTokenHash hash, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var revokes = _rows.GetValueOrDefault(hash) is not null;
            if (revokes)
            {
                _rows[hash] = null;
            }

            return Task.FromResult(revokes);
        }
    }
}

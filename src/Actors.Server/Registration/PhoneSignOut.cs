using Actors.Domain.Entrants.Stays;
using Actors.Grains.Registration;
using Actors.Privacy.Tokens;
using Actors.Server.Phones.SignIn;

namespace Actors.Server.Registration;

/// <summary>Signs the phones of a person out. What they had not answered is excused.</summary>
internal sealed class PhoneSignOut(PhoneTokens tokens, RevocationWatch watch, TimeProvider wall) : IPhoneSignOut
{
    /// <inheritdoc/>
    public async Task SignOutAsync(EntrantId person)
    {
        var since = wall.GetUtcNow();
        if (await tokens.RevokeAllAsync(person) > 0)
        {
            await watch.LookAsync(since, CancellationToken.None);
            await watch.ExcuseAsync(person);
        }
    }
}

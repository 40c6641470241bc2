using Actors.Domain.Ledger;
using Actors.Domain.Protection;
using Actors.Grains.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Actors.Testing.Samples;

/// <inheritdoc/>
public sealed class GuestGrain(
    [FromKeyedServices("actors")] IGrainStorage storage,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
    IRecordKeys keys,
    GuestDoor door,
    ILogger<GuestGrain> log) : LedgeredGrain<GuestState, GuestEvent, GuestEffect>("guest", storage, clock, log), IGuestGrain
{
    private RecordId Record => RecordId.Parse(this.GetPrimaryKeyString());

    public async Task<Refusal?> RegisterAsync(CommandId command, GuestDetails details)
    {
        await keys.CreateAsync([Record]);
        using var key = await keys.OpenAsync(Record);
        var registered = new GuestEvent.Registered(
            key.SealText(details.Name, SealPurpose.Surname),
            key.SealText(details.PassportNumber, SealPurpose.PassportNumber),
            key.SealText(details.Phone, SealPurpose.Phone),
            key.SealPosition(details.Latitude, details.Longitude, accuracy: 10, SealPurpose.Position));
        return await ExecuteAsync((_, _) => GuestState.Register(registered));
    }

    public async Task<GuestDetails?> ReadAsync()
    {
        if (State.Registered is not { } guest)
        {
            return null;
        }

        using var key = await keys.OpenAsync(Record);
        var position = key.OpenPosition(guest.Position, SealPurpose.Position);
        return new(
            key.OpenText(guest.Name, SealPurpose.Surname),
            key.OpenText(guest.PassportNumber, SealPurpose.PassportNumber),
            key.OpenText(guest.Phone, SealPurpose.Phone),
            position.Latitude,
            position.Longitude);
    }

    public Task RejectAsync(GuestDetails details) =>
        throw new InvalidOperationException($"{details} of {Record} are rejected.");

    public async Task ConfuseAsync()
    {
        using var key = await keys.OpenAsync(Record);
        key.OpenText(State.Registered!.Phone, SealPurpose.Email);
    }

    public Task WaitAsync(GuestDetails details) => door.Gate.WaitAsync();

    protected override Decision<GuestEvent, GuestEffect> DecideDue(GuestState state, DateTimeOffset now) =>
        Decision<GuestEvent, GuestEffect>.Nothing;

    protected override async Task CarryOutAsync(EffectId id, GuestEffect effect)
    {
        using var key = await keys.OpenAsync(Record);
        await door.BeforeGreeting(key.OpenText(effect.Phone, SealPurpose.Phone));
    }
}

using System.Text.Json.Nodes;
using Actors.Domain.Entrants;
using Actors.Grains.Entrants;
using Actors.Grains.Ledger;
using Actors.Storage.Serialization;

namespace Actors.Server.Hosting;

/// <summary>What entrants put into storage.</summary>
public static class StoredEntrants
{
    /// <summary>Adds the state of entrants and everything that happens to them.</summary>
    public static StoredTypes AddEntrants(this StoredTypes types)
    {
        var json = EntrantJson.Default;
        return types
            .Add(json.LedgeredEntrantStateEntrantEventEntrantEffect, version: 2, alias: "entrant")
            .Upcast<Ledgered<EntrantState, EntrantEvent, EntrantEffect>>(1, ForgetWhatNothingSettled)
            .Add(json.StayStarted)
            .Add(json.StayConfirmed)
            .Add(json.StayEnded)
            .Add(json.CompanionAdded)
            .Add(json.CheckedIn, version: 2)
            .Upcast<EntrantEvent.CheckedIn>(1, static checkedIn => checkedIn) // When the person pressed was not kept.
            .Add(json.DayPlanned)
            .Add(json.PromptIssued)
            .Add(json.SecondFixAsked)
            .Add(json.PromptDelivered)
            .Add(json.PromptOpened)
            .Add(json.PromptReminded)
            .Add(json.PromptExtended)
            .Add(json.PromptClosed)
            .Add(json.LocationReported)
            .Add(json.HealthReported)
            .Add(json.Seen)
            .Add(json.SilenceExtended)
            .Add(json.FellSilent, version: 2)
            .Upcast<EntrantEvent.FellSilent>(1, static silent => silent) // The person was asked at once.
            .Add(json.NightOver)
            .Add(json.PhoneChanged)
            .Add(json.FollowUpOpened)
            .Add(json.CallConcluded);
    }

    /// <summary>
    /// Version 1 never took <see cref="FollowUps.NotAnswering"/> and <see cref="FollowUps.PhoneToMend"/> back. Kept, they
    /// would stand in the way of the next time: rather an item too many. Members that are new may be missing.
    /// </summary>
    private static JsonNode ForgetWhatNothingSettled(JsonNode ledgered)
    {
        if (ledgered["s"]?["s"] is JsonObject stay && stay["f"] is JsonValue flags)
        {
            stay["f"] = flags.GetValue<int>() & ~(int)(FollowUps.NotAnswering | FollowUps.PhoneToMend);
        }

        return ledgered;
    }
}

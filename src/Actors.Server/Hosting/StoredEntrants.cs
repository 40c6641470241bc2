using Actors.Grains.Entrants;
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
            .Add(json.LedgeredEntrantStateEntrantEventEntrantEffect, alias: "entrant")
            .Add(json.StayStarted)
            .Add(json.StayConfirmed)
            .Add(json.StayEnded)
            .Add(json.CompanionAdded)
            .Add(json.CheckedIn)
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
            .Add(json.FellSilent)
            .Add(json.PhoneChanged)
            .Add(json.FollowUpOpened);
    }
}

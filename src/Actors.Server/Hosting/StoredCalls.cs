using Actors.Grains.Calls;
using Actors.Storage.Serialization;

namespace Actors.Server.Hosting;

/// <summary>What calls put into storage.</summary>
public static class StoredCalls
{
    /// <summary>Adds the state of calls, of those who wait for staff, and everything that happens to them.</summary>
    public static StoredTypes AddCalls(this StoredTypes types)
    {
        var json = CallJson.Default;
        return types
            .Add(json.LedgeredCallsStateCallEventCallEffect, alias: "calls")
            .Add(json.StayFollowed)
            .Add(json.DayPlanned)
            .Add(json.Postponed)
            .Add(json.Announced)
            .Add(json.Rang)
            .Add(json.Shown)
            .Add(json.Unanswered)
            .Add(json.Answered)
            .Add(json.Kept)
            .Add(json.FaceJudged)
            .Add(json.PlaceJudged)
            .Add(json.Interrupted)
            .Add(json.Escalated)
            .Add(json.Ended)
            .Add(json.LedgeredCallQueueStateCallQueueEventCallQueueEffect, alias: "call-queue")
            .Add(json.Entered)
            .Add(json.Left);
    }
}

using Actors.Domain.Calls;
using Actors.Grains.Formats;
using Actors.Grains.Ledger;
using Actors.Storage.Serialization;

namespace Actors.Server.Hosting;

/// <summary>What calls put into storage.</summary>
public static class StoredCalls
{
    /// <summary>Adds the state of calls, of those who wait for staff, and everything that happens to them.</summary>
    public static StoredTypes AddCalls(this StoredTypes types)
    {
        var json = CallFormat.Json;
        return types
            .Add<Ledgered<CallSchedule, CallEvent, CallEffect>>(json, alias: "calls")
            .Add<CallEvent.StayFollowed>(json)
            .Add<CallEvent.DayPlanned>(json)
            .Add<CallEvent.Postponed>(json)
            .Add<CallEvent.Announced>(json)
            .Add<CallEvent.Rang>(json)
            .Add<CallEvent.Shown>(json)
            .Add<CallEvent.Unanswered>(json)
            .Add<CallEvent.Answered>(json)
            .Add<CallEvent.Kept>(json)
            .Add<CallEvent.FaceJudged>(json)
            .Add<CallEvent.PlaceJudged>(json)
            .Add<CallEvent.Interrupted>(json)
            .Add<CallEvent.Escalated>(json)
            .Add<CallEvent.Ended>(json)
            .Add<Ledgered<CallQueueState, CallQueueEvent, CallQueueEffect>>(json, alias: "call-queue")
            .Add<CallQueueEvent.Entered>(json)
            .Add<CallQueueEvent.Left>(json);
    }
}

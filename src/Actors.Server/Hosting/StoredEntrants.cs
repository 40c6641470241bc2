using System.Text.Json.Nodes;
using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Inspection;
using Actors.Domain.Registration;
using Actors.Grains.Formats;
using Actors.Grains.Ledger;
using Actors.Storage.Serialization;

namespace Actors.Server.Hosting;

/// <summary>What entrants put into storage.</summary>
public static class StoredEntrants
{
    /// <summary>Adds the state of entrants and everything that happens to them.</summary>
    public static StoredTypes AddEntrants(this StoredTypes types)
    {
        var json = EntrantFormat.Json;
        return types
            .Add<Ledgered<EntrantState, EntrantEvent, EntrantEffect>>(json, version: 3, alias: "entrant")
            .Upcast<Ledgered<EntrantState, EntrantEvent, EntrantEffect>>(1, ForgetWhatNothingSettled)
            .Upcast<Ledgered<EntrantState, EntrantEvent, EntrantEffect>>(2, static state => state) // No fingerprints.
            .Add<EntrantEvent.StayStarted>(json)
            .Add<EntrantEvent.StayConfirmed>(json)
            .Add<EntrantEvent.StayEnded>(json)
            .Add<EntrantEvent.CompanionAdded>(json)
            .Add<EntrantEvent.CheckedIn>(json, version: 2)
            .Upcast<EntrantEvent.CheckedIn>(1, static checkedIn => checkedIn) // When the person pressed was not kept.
            .Add<EntrantEvent.DayPlanned>(json)
            .Add<EntrantEvent.PromptIssued>(json)
            .Add<EntrantEvent.SecondFixAsked>(json)
            .Add<EntrantEvent.AnswerFailed>(json)
            .Add<EntrantEvent.PromptDelivered>(json)
            .Add<EntrantEvent.PromptOpened>(json)
            .Add<EntrantEvent.PromptReminded>(json)
            .Add<EntrantEvent.PromptExtended>(json)
            .Add<EntrantEvent.PromptClosed>(json)
            .Add<EntrantEvent.LocationReported>(json)
            .Add<EntrantEvent.HealthReported>(json)
            .Add<EntrantEvent.Seen>(json)
            .Add<EntrantEvent.SilenceExtended>(json)
            .Add<EntrantEvent.ContactLost>(json, version: 2)
            .Upcast<EntrantEvent.ContactLost>(1, static silent => silent) // The person was asked at once.
            .Add<EntrantEvent.NightOver>(json)
            .Add<EntrantEvent.PhoneChanged>(json)
            .Add<EntrantEvent.PhoneDisputed>(json)
            .Add<EntrantEvent.PhoneSettled>(json)
            .Add<EntrantEvent.FollowUpOpened>(json)
            .Add<EntrantEvent.CallConcluded>(json);
    }

    /// <summary>
    /// Version 1 never took <see cref="FollowUps.NotAnswering"/> and <see cref="FollowUps.PhoneProblem"/> back. Kept, they
    /// would stand in the way of the next time: rather an item too many. Members that are new may be missing.
    /// </summary>
    private static JsonNode ForgetWhatNothingSettled(JsonNode ledgered)
    {
        if (ledgered["s"]?["s"] is JsonObject stay && stay["f"] is JsonValue flags)
        {
            stay["f"] = flags.GetValue<int>() & ~(int)(FollowUps.NotAnswering | FollowUps.PhoneProblem);
        }

        return ledgered;
    }
}

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

/// <summary>What registrations put into storage.</summary>
public static class StoredRegistrations
{
    /// <summary>Adds the state of registrations and everything that happens to them.</summary>
    public static StoredTypes AddRegistrations(this StoredTypes types)
    {
        var json = RegistrationFormat.Json;
        return types
            .Add<Ledgered<RegistrationState, RegistrationEvent, RegistrationEffect>>(json, alias: "registration")
            .Add<RegistrationEvent.Submitted>(json)
            .Add<RegistrationEvent.RequestSigned>(json)
            .Add<RegistrationEvent.Corrected>(json)
            .Add<RegistrationEvent.IdentityTaken>(json)
            .Add<RegistrationEvent.TakeoverAsked>(json)
            .Add<RegistrationEvent.TakeoverPostponed>(json)
            .Add<RegistrationEvent.TakeoverDenied>(json)
            .Add<RegistrationEvent.Moved>(json)
            .Add<RegistrationEvent.Confirmed>(json)
            .Add<RegistrationEvent.Upheld>(json)
            .Add<RegistrationEvent.StayBegun>(json)
            .Add<RegistrationEvent.StaffAsked>(json)
            .Add<RegistrationEvent.CompanionAdded>(json)
            .Add<RegistrationEvent.ModeChanged>(json)
            .Add<RegistrationEvent.TakeoverRequested>(json)
            .Add<RegistrationEvent.CodeMistyped>(json)
            .Add<RegistrationEvent.TakeoverOverdue>(json)
            .Add<RegistrationEvent.PhoneReplaced>(json)
            .Add<RegistrationEvent.TakeoverRefused>(json)
            .Add<RegistrationEvent.Closed>(json);
    }
}

/// <summary>What inspections put into storage.</summary>
public static class StoredInspections
{
    /// <summary>Adds the state of inspections and everything that happens to them.</summary>
    public static StoredTypes AddInspections(this StoredTypes types)
    {
        var json = InspectionFormat.Json;
        return types
            .Add<Ledgered<InspectionState, InspectionEvent, InspectionEffect>>(json, alias: "inspection")
            .Add<InspectionEvent.Opened>(json)
            .Add<InspectionEvent.Marked>(json)
            .Add<InspectionEvent.TestsStarted>(json)
            .Add<InspectionEvent.TestAnswered>(json)
            .Add<InspectionEvent.RentalRecorded>(json)
            .Add<InspectionEvent.Passed>(json)
            .Add<InspectionEvent.Reminded>(json);
    }
}

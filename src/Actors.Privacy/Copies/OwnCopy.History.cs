using System.Text.Json;
using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Health;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;
using Actors.Storage.Ledger;
using Actors.Storage.ReadModels.Entrants;

namespace Actors.Privacy.Copies;

/// <content>What happened in stays and calls.</content>
public sealed partial class OwnCopy
{
    private Task WriteHistoryAsync(
        Utf8JsonWriter json, EntrantId person, List<StayId> stays, CancellationToken cancellationToken) => WriteAsync(
        json, "entrant", person, (record, key) => WriteHistory(json, record, key), cancellationToken,
        async record =>
        {
            if (record.Event.Body is not EntrantEvent.StayStarted started)
            {
                return null;
            }

            stays.Add(started.Stay);
            return await keys.OpenAsync(started.Stay.Record, cancellationToken);
        });

    private static bool WriteHistory(Utf8JsonWriter json, LedgerRecord record, IRecordKey? key)
    {
        var happened = (EntrantEvent)record.Event.Body;
        var facts = EventFacts.Of(happened);
        if (facts.Prompt is { } prompt)
        {
            json.WriteStartObject("prompt");
            json.WriteNumber("day", prompt.Day);
            json.WriteNumber("index", prompt.Index);
            json.WriteEndObject();
        }

        WriteWord(json, "outcome", facts.Outcome);
        WriteWord(json, "excuse", facts.Excuse);
        WriteWord(json, "verdict", facts.Presence);
        WriteWord(json, "askedOfStaff", facts.FollowUp);
        switch (happened)
        {
            case EntrantEvent.StayStarted started:
                json.WriteString("stay", started.Stay.ToString());
                json.WriteString("programme", started.Programme.ToString());
                json.WriteString("landedAt", started.LandedAt);
                json.WriteString("endsAt", started.EndsAt);
                break;
            case EntrantEvent.CheckedIn checkedIn:
                WritePosition(json, key!, checkedIn.Position);
                json.WriteStartArray("placesOfStay");
                foreach (var place in checkedIn.Places.Select(one => Place.Open(key!, one).Centre))
                {
                    json.WriteStartObject();
                    json.WriteNumber("latitude", place.Latitude);
                    json.WriteNumber("longitude", place.Longitude);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                break;
            case EntrantEvent.LocationReported reported:
                json.WriteString("answeredAt", reported.AnsweredAt);
                json.WriteBoolean("simulated", reported.IsMock);
                WritePosition(json, key!, reported.Position);
                break;
            case EntrantEvent.HealthReported reported:
                json.WriteString("answeredAt", reported.AnsweredAt);
                WriteAnswers(json, key!.Open(reported.Answers, SealPurpose.Health));
                break;
            case EntrantEvent.PromptDelivered delivered:
                WriteWord<Channel>(json, "channel", delivered.Channel);
                break;
            case EntrantEvent.CallConcluded concluded:
                json.WriteNumber("call", concluded.Number);
                json.WriteString("result", Name(concluded.Outcome.ToString()));
                break;
        }

        return true;
    }

    /// <summary>The answers as they were sealed, with words for the symptoms, which are stored as a number.</summary>
    private static void WriteAnswers(Utf8JsonWriter json, byte[] stored)
    {
        using var answers = JsonDocument.Parse(stored);
        json.WriteStartObject("answers");
        foreach (var answer in answers.RootElement.EnumerateObject())
        {
            if (answer is not { Name: "symptoms", Value.ValueKind: JsonValueKind.Number })
            {
                answer.WriteTo(json);
                continue;
            }

            json.WriteStartArray("symptoms");
            foreach (var symptom in ((Symptoms)answer.Value.GetInt32()).ToString().Split(", "))
            {
                json.WriteStringValue(Name(symptom));
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static bool WriteCall(Utf8JsonWriter json, LedgerRecord record)
    {
        switch (record.Event.Body)
        {
            case CallEvent.Announced announced:
                json.WriteNumber("call", announced.Number);
                json.WriteString("why", Name(announced.Cause.ToString()));
                break;
            case CallEvent.Unanswered unanswered:
                json.WriteNumber("call", unanswered.Number);
                json.WriteBoolean("shown", unanswered.WasShown);
                json.WriteBoolean("declined", unanswered.Declined);
                break;
            case CallEvent.FaceJudged judged:
                json.WriteNumber("call", judged.Number);
                json.WriteString("person", judged.Person.ToString());
                json.WriteString("face", Name(judged.Face.Outcome.ToString()));
                json.WriteString("reason", judged.Face.Reason);
                break;
            case CallEvent.PlaceJudged judged:
                json.WriteNumber("call", judged.Number);
                json.WriteString("place", Name(judged.Place.ToString()));
                break;
            case CallEvent.Escalated escalated:
                json.WriteNumber("call", escalated.Number);
                json.WriteString("reason", Name(escalated.Reason.ToString()));
                break;
            case CallEvent.Ended ended:
                json.WriteNumber("call", ended.Number);
                json.WriteString("result", Name(ended.Outcome.ToString()));
                break;
        }

        return true;
    }

    private static void WritePosition(Utf8JsonWriter json, IRecordKey key, Sealed position)
    {
        var (latitude, longitude, accuracy) = key.OpenPosition(position, SealPurpose.Position);
        json.WriteStartObject("position");
        json.WriteNumber("latitude", latitude);
        json.WriteNumber("longitude", longitude);
        json.WriteNumber("accuracyMetres", accuracy);
        json.WriteEndObject();
    }
}

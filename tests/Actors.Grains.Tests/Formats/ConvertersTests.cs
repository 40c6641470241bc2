using System.Text.Json;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Grains.Formats;

namespace Actors.Grains.Tests.Formats;

public sealed class ConvertersTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    public static TheoryData<object, string> Values => new()
    {
        { RecordId.Parse(Id), $"\"{Id}\"" },
        { EntrantId.Parse(Id), $"\"{Id}\"" },
        { StayId.Parse(Id), $"\"{Id}\"" },
        { ProgrammeId.Parse("japan-2021"), "\"japan-2021\"" },
        { ProgrammeVersion.Parse("japan-2021/12"), "\"japan-2021/12\"" },
        { new CommandId(0xF1E2D3C4B5A69788), "\"f1e2d3c4b5a69788\"" },
        { new PromptNumber(62, 15), "1007" },
        { Sealed.FromBytes([1, 2, 3, 254]), "\"AQID_g\"" },
        { default(Sealed), "null" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_written_as_text_or_number_and_read_again(object value, string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize(value, value.GetType(), EntrantFormat.Json));
        Assert.Equal(value, JsonSerializer.Deserialize(json, value.GetType(), EntrantFormat.Json));
    }

    [Theory]
    [InlineData(typeof(RecordId), "\"00000000000000000000000000000000\"")]
    [InlineData(typeof(EntrantId), "\"someone\"")]
    [InlineData(typeof(StayId), "\"\"")]
    [InlineData(typeof(ProgrammeId), "\"Japan\"")]
    [InlineData(typeof(ProgrammeVersion), "\"japan-2021/0\"")]
    [InlineData(typeof(CommandId), "\"1\"")]
    [InlineData(typeof(PromptNumber), "1008")]
    [InlineData(typeof(PromptNumber), "1.5")]
    [InlineData(typeof(PromptNumber), "\"1\"")]
    [InlineData(typeof(PromptNumber), "99999999999")]
    [InlineData(typeof(Sealed), "\"not base64url!\"")]
    [InlineData(typeof(Sealed), "7")]
    [InlineData(typeof(Sealed), "{}")]
    public void Something_else_is_refused(Type type, string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, type, EntrantFormat.Json));

    /// <summary>The name in code has changed; stored events have the old one.</summary>
    [Theory]
    [InlineData(FollowUps.PhoneProblem, "PhoneToMend")]
    [InlineData(FollowUps.PhoneProblem | FollowUps.Symptoms, "Symptoms, PhoneToMend")]
    [InlineData(FollowUps.NewPlace, "NewPlace")]
    public void Follow_ups_keep_their_stored_names(FollowUps followUps, string name)
    {
        var opened = new EntrantEvent.FollowUpOpened(followUps, null);
        var json = JsonSerializer.Serialize(opened, EntrantFormat.Json);
        Assert.Equal($"{{\"followUp\":\"{name}\"}}", json);
        Assert.Equal(opened, JsonSerializer.Deserialize<EntrantEvent.FollowUpOpened>(json, EntrantFormat.Json));
    }
}

using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Actors.Protocol.Messages;

namespace Actors.Protocol.Tests;

/// <summary>docs/PROTOCOL.md agrees with the types.</summary>
public sealed partial class PageTests
{
    private static readonly JsonSerializerOptions Options = ProtocolJson.CreateOptions();
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PROTOCOL.md"));

    [Fact]
    public void Examples_are_messages_to_the_last_member() => Assert.All(Examples(), example =>
    {
        var type = typeof(Hello).Assembly.GetType($"{typeof(Hello).Namespace}.{example.Name}", throwOnError: true)!;
        var written = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(example.Json, type, Options), type, Options);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(example.Json), written), $"{example.Name} is written {written?.ToJsonString()}");
    });

    [Fact]
    public void Nullable_members_may_be_left_out_by_the_phone()
    {
        var ofPhones = typeof(IEntrantHub).GetMethods().Select(method => method.GetParameters().Single().ParameterType)
            .Distinct().ToList();
        Assert.All(Examples().Where(example => ofPhones.Any(type => type.Name == example.Name)), example =>
        {
            var type = ofPhones.Single(type => type.Name == example.Name);
            var whole = JsonNode.Parse(example.Json)!.AsObject();
            foreach (var name in type.GetProperties().Where(MayBeNull).Select(property => property.Name))
            {
                whole.Remove(JsonNamingPolicy.CamelCase.ConvertName(name));
            }

            Assert.NotNull(whole.Deserialize(type, Options));
        });

        static bool MayBeNull(PropertyInfo property) =>
            new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
    }

    [Fact]
    public void Every_message_has_an_example()
    {
        var messages = typeof(IEntrantHub).GetMethods().Concat(typeof(IPhone).GetMethods())
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)
                .Concat(method.ReturnType.GenericTypeArguments));
        Assert.Empty(messages.Select(type => type.Name).Except(Examples().Select(example => example.Name)));
    }

    [Theory]
    [InlineData(typeof(IEntrantHub))]
    [InlineData(typeof(IPhone))]
    public void Every_method_is_in_a_table_with_its_message(Type side) => Assert.All(side.GetMethods(), method =>
        Assert.Contains($"| `{method.Name}` | {method.GetParameters().Single().ParameterType.Name} |", Page));

    [Fact]
    public void Every_name_is_on_the_page()
    {
        var enumerations = typeof(Hello).Assembly.GetTypes().Where(type => type.IsEnum)
            .SelectMany(type => Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName));
        var constants = new[] { typeof(ErrorCode), typeof(ReceiptCode), typeof(Symptom) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (string)field.GetRawConstantValue()!);
        Assert.All(
            enumerations.Concat(constants),
            name => Assert.True(Page.Contains($"`{name}`") || Page.Contains($"\"{name}\""), $"{name} is missing."));
    }

    private static IEnumerable<(string Name, string Json)> Examples() =>
        Example().Matches(Page).Select(match => (match.Groups["name"].Value, match.Groups["json"].Value));

    [GeneratedRegex(@"^```json (?<name>\w+)\n(?<json>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}

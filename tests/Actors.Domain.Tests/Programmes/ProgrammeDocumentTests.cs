using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Actors.Domain.Tests.Programmes;

public sealed partial class ProgrammeDocumentTests
{
    [Fact]
    public void Every_field_is_documented_and_every_documented_one_exists()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PROGRAMMES.md"));
        string[] files = ["japan-2021.1", "australia-2021.1"]; // Japan's counts no hours.
        var fields = files.SelectMany(file => FieldsOf(JsonNode.Parse(ProgrammeFiles.Bytes(file))!.AsObject(), "")).Distinct();
        var documented = Row().Matches(page).Select(row => row.Groups[1].Value);
        Assert.Equal(fields.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> FieldsOf(JsonObject section, string path) => section.SelectMany(field =>
        field.Value is JsonObject inner ? FieldsOf(inner, $"{path}{field.Key}.") : [path + field.Key]);

    [GeneratedRegex(@"^\| `([a-zA-Z.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

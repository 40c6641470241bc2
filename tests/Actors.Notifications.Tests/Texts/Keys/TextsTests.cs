using System.Reflection;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;

namespace Actors.Notifications.Tests.Texts.Keys;

public class TextsTests
{
    private static readonly List<TextKey> Members =
    [
        .. typeof(AppTexts).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(AppTexts).Namespace)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType == typeof(TextKey))
            .Select(property => (TextKey)property.GetValue(null)!),
    ];

    [Fact]
    public void Every_key_that_code_names_has_a_text()
    {
        Assert.NotEmpty(Members);
        Assert.All(Members, key => Assert.True(Catalogue.Default.Keys.Contains(key), key.Value));
    }

    [Fact]
    public void No_key_has_two_members() => Assert.Distinct(Members);
}

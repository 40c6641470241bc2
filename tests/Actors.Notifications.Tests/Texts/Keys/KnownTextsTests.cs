using System.Reflection;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;

namespace Actors.Notifications.Tests.Texts.Keys;

public class KnownTextsTests
{
    private static readonly List<PropertyInfo> Members =
    [
        .. typeof(KnownTexts).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(KnownTexts).Namespace)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType == typeof(TextKey)),
    ];

    [Fact]
    public void Every_member_of_this_namespace_is_known() =>
        Assert.Equal(Members.Select(member => (TextKey)member.GetValue(null)!).ToHashSet(), KnownTexts.All);

    [Fact]
    public void No_key_has_two_members() => Assert.Equal(Members.Count, KnownTexts.All.Count);

    [Fact]
    public void The_catalogue_has_these_and_no_others() =>
        Assert.Equal(
            KnownTexts.All.Select(key => key.Value).Order(StringComparer.Ordinal),
            Catalogue.Default.Patterns(Language.English).Keys.Order(StringComparer.Ordinal));
}

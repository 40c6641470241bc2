using Actors.Notifications.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Notifications.Tests.Texts;

public class TextServiceCollectionExtensionsTests
{
    [Fact]
    public void The_embedded_catalogue_is_a_service()
    {
        using var services = new ServiceCollection().AddTexts().BuildServiceProvider();

        Assert.Same(Catalogue.Default, services.GetRequiredService<Catalogue>());
    }
}

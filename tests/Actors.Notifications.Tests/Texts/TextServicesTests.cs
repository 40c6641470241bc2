using Actors.Notifications.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Notifications.Tests.Texts;

public class TextServicesTests
{
    [Fact]
    public void The_catalogue_can_be_had()
    {
        using var services = new ServiceCollection().AddTexts().BuildServiceProvider();

        Assert.Same(Catalogue.Default, services.GetRequiredService<Catalogue>());
    }
}

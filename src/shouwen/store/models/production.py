"""Reference data of traceability (产品追溯): products, batches, serial numbers, and the record of every link of the chain."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shouwen.store.models.organisation import Organisation

LINKS = ("production", "inspection", "sale", "after_sale")
"""The links of the chain, in order."""


class Product(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="products")
    code = models.CharField(max_length=100)
    name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "code"], name="product_once")
        ]

    def __str__(self) -> str:
        return self.code


class Batch(models.Model):
    """A production batch; `units` is how many were made in it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="batches")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="batches")
    code = models.CharField(max_length=100)
    units = models.PositiveIntegerField(default=0)
    made_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "batches"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "code"], name="batch_once")
        ]

    def __str__(self) -> str:
        return self.code


class SerialNumber(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="serial_numbers")
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="serial_numbers")
    code = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "code"], name="serial_number_once")
        ]

    def __str__(self) -> str:
        return self.code


class ChainRecord(models.Model):
    """One record of the chain: of the whole batch, or of one unit of it, with who answers for it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="records")
    serial = models.ForeignKey(
        SerialNumber, on_delete=models.CASCADE, null=True, blank=True, related_name="records"
    )
    link = models.CharField(max_length=20)
    on = models.DateField()
    unit = models.CharField(max_length=100)
    person = models.CharField(max_length=100)
    document = models.CharField(max_length=100, blank=True, default="")
    """The number of the record on paper: work order, inspection sheet, contract."""
    result = models.CharField(max_length=200, blank=True, default="")
    deviating = models.BooleanField(default=False)
    """Released although something was not as it should be, reworked, tested by hand …"""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["batch", "serial", "link", "on", "document"],
                condition=Q(serial__isnull=False),
                name="chain_record_of_unit_once",
            ),
            models.UniqueConstraint(
                fields=["batch", "link", "on", "document"],
                condition=Q(serial__isnull=True),
                name="chain_record_of_batch_once",
            ),
            models.CheckConstraint(condition=Q(link__in=LINKS), name="chain_record_link_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["serial"], name="chain_record_serial")]

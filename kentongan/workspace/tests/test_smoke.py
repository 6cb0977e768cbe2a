import pytest
from django.urls import reverse
from kentongan.groups.models import *
GROUP = ["desk_show","group_edit","site_edit","address_edit","menu_edit","page_list","page_start","member_list","member_add","decree_list","decree_add","seat_add"]
REGION = ["region_show","group_start","officer_list"]
@pytest.mark.parametrize("who",["markus","rini"])
def test_smoke(cast, sign_in, who, regions):
    c = sign_in(getattr(cast,who))
    for n in ["week_show","text_list","review_list"]:
        r = c.get(reverse("workspace:"+n)); assert r.status_code==200,(n,r.status_code)
    for n in GROUP:
        r = c.get(reverse("workspace:"+n,kwargs={"slug":"suara-siding"})); assert r.status_code==200,(n,r.status_code,r.content[:3000])
    if who=="rini":
        for n in REGION:
            r = c.get(reverse("workspace:"+n,kwargs={"code":"61.07"})); assert r.status_code==200,(n,r.status_code)
        r = c.get(reverse("workspace:site_control",kwargs={"code":"61.07","slug":"suara-siding"})); assert r.status_code==200
def test_slip(cast, sign_in):
    c = sign_in(cast.markus)
    r = c.post(reverse("workspace:member_add",kwargs={"slug":"suara-siding"}),{"which":"new","baru-full_name":"Lusia Banai","baru-phone":"0812 5550 0199","baru-role":"editor"})
    assert r.status_code==200, r.content.decode()[-3000:]
    assert "lusia" in r.content.decode()
